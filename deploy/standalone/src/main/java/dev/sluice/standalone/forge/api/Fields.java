package dev.sluice.standalone.forge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of a JSON object as strictly as GitHub does. */
public record Fields(JsonNode object) {

    public String required(String name, int most) throws Refused {
        String value = text(name, most);
        if (value == null) {
            throw Refused.request("\"%s\" wasn't supplied.".formatted(name));
        }
        return value;
    }

    public @Nullable String text(String name, int most) throws Refused {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refused.request("For '%s', %s is not a string.".formatted(name, value));
        }
        if (value.textValue().length() > most) {
            throw Refused.request(
                    "For '%s', only %d characters are allowed; %d were supplied."
                            .formatted(name, most, value.textValue().length()));
        }
        return value.textValue();
    }

    public @Nullable String oneOf(String name, Set<String> words) throws Refused {
        String value = text(name, Integer.MAX_VALUE);
        if (value != null && !words.contains(value)) {
            throw Refused.request("%s is not a member of %s.".formatted(value, words));
        }
        return value;
    }

    public @Nullable Integer integer(String name) throws Refused {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Refused.request("For '%s', %s is not an integer.".formatted(name, value));
        }
        return value.intValue();
    }

    public int requiredInteger(String name) throws Refused {
        Integer value = integer(name);
        if (value == null) {
            throw Refused.request("\"%s\" wasn't supplied.".formatted(name));
        }
        return value;
    }

    public @Nullable Instant time(String name) throws Refused {
        String value = text(name, 64);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException _) {
            throw Refused.request("%s is not a valid date-time.".formatted(value));
        }
    }

    public @Nullable Fields inner(String name) throws Refused {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw Refused.request("For '%s', %s is not an object.".formatted(name, value));
        }
        return new Fields(value);
    }

    /** Empty when the member is absent. */
    public List<Fields> objects(String name, int most) throws Refused {
        JsonNode value = present(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw Refused.request("For '%s', %s is not an array.".formatted(name, value));
        }
        if (value.size() > most) {
            throw Refused.request(
                    "No more than %d items are allowed; %d were supplied."
                            .formatted(most, value.size()));
        }
        var all = new ArrayList<Fields>();
        for (JsonNode item : value) {
            if (!item.isObject()) {
                throw Refused.request("%s is not an object.".formatted(item));
            }
            all.add(new Fields(item));
        }
        return all;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    private @Nullable JsonNode present(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
