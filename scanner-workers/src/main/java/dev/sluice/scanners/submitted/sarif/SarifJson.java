package dev.sluice.scanners.submitted.sarif;

import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.ReportingDescriptor;
import com.contrastsecurity.sarif.Result;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds the library's model, and of it only what is used: code flows, graphs and the like can be
 * large, and a help address that is none is no reason to refuse a result.
 */
final class SarifJson {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addMixIn(Result.class, UsedOfResult.class)
                    .addMixIn(ReportingDescriptor.class, UsedOfRule.class)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    private SarifJson() {}

    @JsonIncludeProperties({
        "ruleId",
        "ruleIndex",
        "rule",
        "kind",
        "level",
        "message",
        "locations",
        "partialFingerprints",
        "fingerprints",
        "suppressions",
        "baselineState",
        "fixes",
        "properties"
    })
    private interface UsedOfResult {}

    @JsonIncludeProperties({"id", "defaultConfiguration", "messageStrings", "properties"})
    private interface UsedOfRule {}

    /** The library's model says that a level is there, and which, where the document has none. */
    static final class SaidResult extends Result {

        private boolean levelSaid;

        @Override
        public void setLevel(Level level) {
            levelSaid = true;
            super.setLevel(level);
        }

        boolean saysLevel() {
            return levelSaid;
        }
    }

    static ObjectMapper mapper() {
        return MAPPER;
    }

    static Map<String, Object> properties(@Nullable PropertyBag bag) {
        return bag == null || bag.getAdditionalProperties() == null
                ? Map.of()
                : bag.getAdditionalProperties();
    }

    static Set<String> tags(@Nullable PropertyBag bag) {
        return bag == null || bag.getTags() == null ? Set.of() : bag.getTags();
    }
}
