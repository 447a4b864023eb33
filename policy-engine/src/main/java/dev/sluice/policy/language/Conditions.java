package dev.sluice.policy.language;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelNativeTypesExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.policy.yaml.ScalarText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The two kinds of conditions: what they may look at, and how far they may go. */
enum Conditions {
    /** Asked per finding, thus short; other findings are out of its sight. */
    OF_A_FINDING(20_000) {
        @Override
        CelBuilder with(CelBuilder builder) {
            return builder.addVar(Condition.FINDING, type(Vocabulary.Finding.class));
        }
    },

    /** Asked once, about everything. */
    OF_THE_CHANGE(1_000_000) {
        @Override
        CelBuilder with(CelBuilder builder) {
            return builder.addVar(
                            Condition.FINDINGS, ListType.create(type(Vocabulary.Finding.class)))
                    .addVar(Condition.APPROVALS, ListType.create(type(Vocabulary.Approval.class)));
        }
    };

    private static final int MAX_CODE_POINTS = 10_000;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_REGEX_SIZE = 1_000;
    private static final int MAX_KEPT = 2_000;

    @SuppressWarnings("ImmutableEnumChecker") // a Cel is immutable, but does not say so
    private final Cel cel;

    /** Repositories share conditions, and compiling one takes longer than judging a change. */
    @SuppressWarnings("ImmutableEnumChecker") // what is kept is what would be compiled
    private final Map<String, Meaning> kept =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Meaning> eldest) {
                            return size() > MAX_KEPT;
                        }
                    });

    Conditions(int maxIterations) {
        CelNativeTypesExtensions records =
                CelExtensions.nativeTypes(
                        Vocabulary.Finding.class,
                        Vocabulary.Change.class,
                        Vocabulary.Scan.class,
                        Vocabulary.Approval.class);
        this.cel =
                Functions.with(
                                with(
                                        CelFactory.plannerCelBuilder()
                                                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                                                .setOptions(options(maxIterations))
                                                .addCompilerLibraries(records)
                                                .addRuntimeLibraries(records)
                                                .addVar(
                                                        Condition.CHANGE,
                                                        type(Vocabulary.Change.class))
                                                .addVar(
                                                        Condition.SCANS,
                                                        ListType.create(
                                                                type(Vocabulary.Scan.class)))
                                                .addVar(Condition.NOW, SimpleType.TIMESTAMP)
                                                .setResultType(SimpleType.BOOL)))
                        .build();
    }

    abstract CelBuilder with(CelBuilder builder);

    /** Compiles the expression, or tells what is wrong with it and returns nothing. */
    Optional<Condition> compile(ScalarText text, Consumer<PolicyProblem> problems) {
        Meaning known = kept.get(text.value());
        if (known != null) {
            return Optional.of(new Condition(known, text));
        }
        CelValidationResult result = cel.compile(text.value());
        if (result.hasError()) {
            result.getErrors()
                    .forEach(issue ->
                            problems.accept(
                                    text.problem(
                                            issue.getSourceLocation().getLine(),
                                            issue.getSourceLocation().getColumn(),
                                            reason(issue))));
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            List<PolicyProblem> foreign = Words.foreignTo(tree, text);
            foreign.forEach(problems);
            if (!foreign.isEmpty()) {
                return Optional.empty();
            }
            var meaning =
                    new Meaning(
                            cel.createProgram(tree), Mentions.in(tree), FormulaReader.read(tree));
            kept.put(text.value(), meaning);
            return Optional.of(new Condition(meaning, text));
        } catch (CelValidationException | CelEvaluationException e) {
            problems.accept(text.problem(0, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** CEL's message without the container, which policies do not have. */
    private static String reason(CelIssue issue) {
        return issue.getMessage().replace(" (in container '')", "");
    }

    /** CEL names records by their canonical names. */
    private static CelType type(Class<? extends Record> record) {
        return StructTypeReference.create(record.getCanonicalName());
    }

    private static CelOptions options(int maxIterations) {
        return CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .populateMacroCalls(true) // so that parts can be shown as they were written
                .maxExpressionCodePointSize(MAX_CODE_POINTS)
                .maxParseRecursionDepth(MAX_DEPTH)
                .maxRegexProgramSize(MAX_REGEX_SIZE)
                .comprehensionMaxIterations(maxIterations)
                .build();
    }
}
