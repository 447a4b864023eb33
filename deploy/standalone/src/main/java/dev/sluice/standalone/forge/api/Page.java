package dev.sluice.standalone.forge.api;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a list that a request asks for, as GitHub counts pages. */
record Page(int number, int size) {

    private static final int DEFAULT_SIZE = 30;
    private static final int MAX_SIZE = 100;
    private static final Pattern PARAMETER =
            Pattern.compile("(?:^|&)(page|per_page)=([0-9]{1,6})(?=&|$)");

    static Page of(URI request) {
        int number = 1;
        int size = DEFAULT_SIZE;
        String query = request.getQuery() == null ? "" : request.getQuery();
        Matcher parameters = PARAMETER.matcher(query);
        while (parameters.find()) {
            int value = Math.max(1, Integer.parseInt(parameters.group(2)));
            if (parameters.group(1).equals("page")) {
                number = value;
            } else {
                size = Math.min(MAX_SIZE, value);
            }
        }
        return new Page(number, size);
    }

    <T> List<T> cut(List<T> all) {
        return all.stream().skip((long) (number - 1) * size).limit(size).toList();
    }

    /** The Link header, where there is a next page. */
    Map<String, String> links(URI request, int total) {
        if ((long) number * size >= total) {
            return Map.of();
        }
        String others =
                request.getRawQuery() == null
                        ? ""
                        : PARAMETER.matcher(request.getRawQuery()).replaceAll("");
        String kept = others.replaceAll("^&+", "");
        return Map.of(
                "Link",
                "<%s?%sper_page=%d&page=%d>; rel=\"next\""
                        .formatted(
                                request.getPath(),
                                kept.isEmpty() ? "" : kept + "&",
                                size,
                                number + 1));
    }
}
