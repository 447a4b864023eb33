package dev.sluice.standalone.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as people say it: how long ago, such as {@code 24h}, or a time. */
public final class Ago implements ITypeConverter<Instant> {

    private static final Pattern AGE = Pattern.compile("([1-9]\\d{0,4})([smhd])");

    private final Clock clock;

    public Ago() {
        this(Clock.systemUTC());
    }

    Ago(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        Matcher age = AGE.matcher(text);
        if (age.matches()) {
            return clock.instant().minus(duration(Long.parseLong(age.group(1)), age.group(2)));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'%s' is neither an age such as 30m, 24h or 7d nor a time such as"
                                    .formatted(Terminal.clean(text))
                            + " 2026-11-21T10:00:00Z");
        }
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
