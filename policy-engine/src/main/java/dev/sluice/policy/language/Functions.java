package dev.sluice.policy.language;

import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.time.Duration;

/** What conditions can say in the field's terms, beyond CEL's own functions. */
final class Functions {

    static final String AT_LEAST = "atLeast";
    static final String GLOB = "glob";
    static final String MATCHES_PURL = "matchesPurl";

    private Functions() {}

    static CelBuilder with(CelBuilder builder) {
        text(builder, AT_LEAST, SimpleType.BOOL, SeverityOrder::atLeast);
        text(builder, GLOB, SimpleType.BOOL, (path, glob) -> Glob.of(glob).matches(path));
        text(builder, MATCHES_PURL, SimpleType.BOOL, PurlPattern::matches);
        text(builder, "metric", SimpleType.STRING, CvssVector::metric);
        builder.addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                        "touches",
                        CelOverloadDecl.newMemberOverload(
                                "change_touches",
                                SimpleType.BOOL,
                                StructTypeReference.create(
                                        Vocabulary.Change.class.getCanonicalName()),
                                SimpleType.STRING)),
                CelFunctionDecl.newFunctionDeclaration(
                        "days",
                        CelOverloadDecl.newGlobalOverload(
                                "days_int", SimpleType.DURATION, SimpleType.INT)));
        return builder.addFunctionBindings(
                        CelFunctionBinding.fromOverloads(
                                "touches",
                                CelFunctionBinding.from(
                                        "change_touches",
                                        Vocabulary.Change.class,
                                        String.class,
                                        Vocabulary.Change::touches)))
                .addFunctionBindings(
                        CelFunctionBinding.fromOverloads(
                                "days",
                                CelFunctionBinding.from("days_int", Long.class, Duration::ofDays)));
    }

    private static void text(
            CelBuilder builder,
            String name,
            CelType result,
            CelFunctionOverload.Binary<String, String> function) {
        String overload = "string_" + name;
        builder.addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                        name,
                        CelOverloadDecl.newMemberOverload(
                                overload, result, SimpleType.STRING, SimpleType.STRING)));
        builder.addFunctionBindings(
                CelFunctionBinding.fromOverloads(
                        name,
                        CelFunctionBinding.from(overload, String.class, String.class, function)));
    }
}
