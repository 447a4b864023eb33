package dev.sluice.standalone.trace;

import dev.sluice.standalone.cli.Terminal;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a correlation id; the class UUID would also take shorter ones and fill them up. */
final class CorrelationId implements ITypeConverter<UUID> {

    private static final Pattern FORM =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    @Override
    public UUID convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + Terminal.clean(text) + "' is not a correlation id");
        }
        return UUID.fromString(text);
    }
}
