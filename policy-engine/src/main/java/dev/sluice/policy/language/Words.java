package dev.sluice.policy.language;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.sluice.events.AdvisoryKind;
import dev.sluice.events.BaselineState;
import dev.sluice.events.Cause;
import dev.sluice.events.FileStatus;
import dev.sluice.events.GapKind;
import dev.sluice.events.Level;
import dev.sluice.events.Permission;
import dev.sluice.events.Severity;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.Json;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.policy.yaml.ScalarText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The words of enumerations. To CEL they are texts, so that {@code finding.severity == 'hihg'}
 * would be fine and never true; here it is a problem.
 */
final class Words {

    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");

    private static final Map<String, Set<String>> BY_FIELD =
            Map.ofEntries(
                    Map.entry(field(Vocabulary.Finding.class, "severity"), of(Severity.values())),
                    Map.entry(field(Vocabulary.Finding.class, "level"), of(Level.values())),
                    Map.entry(
                            field(Vocabulary.Finding.class, "baselineState"),
                            of(BaselineState.values())),
                    Map.entry(field(Vocabulary.Finding.class, "cause"), orEmpty(Cause.values())),
                    Map.entry(field(Vocabulary.Change.class, "kind"), Set.of("proposed", "pushed")),
                    Map.entry(field(Vocabulary.Change.class, "trust"), of(Trust.values())),
                    Map.entry(field(Vocabulary.File.class, "status"), of(FileStatus.values())),
                    Map.entry(
                            field(Vocabulary.Scan.class, "outcome"),
                            Set.of("completed", "failed", "skipped", "running")),
                    Map.entry(
                            field(Vocabulary.Scan.class, "advisoriesKind"),
                            orEmpty(AdvisoryKind.values())),
                    Map.entry(
                            field(Vocabulary.Approval.class, "permission"),
                            of(Permission.values())),
                    Map.entry(field(Vocabulary.Gap.class, "kind"), of(GapKind.values())));

    private Words() {}

    /** A value of an enumeration as it is on the wire. */
    static String word(Enum<?> value) {
        return Json.mapper().convertValue(value, String.class);
    }

    /** Every comparison of a field with a word that the field never holds. */
    static List<PolicyProblem> foreignTo(CelAbstractSyntaxTree tree, ScalarText text) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.CALL)
                .flatMap(node ->
                        COMPARISONS.contains(node.expr().call().function())
                                ? foreignIn(tree, node, text)
                                : foreignSeverities(tree, node, text))
                .toList();
    }

    private static Stream<PolicyProblem> foreignSeverities(
            CelAbstractSyntaxTree tree, CelNavigableExpr call, ScalarText text) {
        return call.expr().call().function().equals(Functions.AT_LEAST)
                ? foreign(tree, call.expr().call().args(), of(Severity.values()), text)
                : Stream.empty();
    }

    private static Stream<PolicyProblem> foreignIn(
            CelAbstractSyntaxTree tree, CelNavigableExpr comparison, ScalarText text) {
        List<CelExpr> sides = comparison.expr().call().args();
        Set<String> words =
                sides.stream()
                        .flatMap(side -> wordsOf(tree, side).stream())
                        .findFirst()
                        .orElse(Set.of());
        if (words.isEmpty()) {
            return Stream.empty();
        }
        return foreign(tree, sides, words, text);
    }

    private static Stream<PolicyProblem> foreign(
            CelAbstractSyntaxTree tree, List<CelExpr> sides, Set<String> words, ScalarText text) {
        return sides.stream()
                .flatMap(Words::constants)
                .filter(constant -> !words.contains(constant.constant().stringValue()))
                .map(constant ->
                        text.problem(
                                place(tree, constant),
                                "'"
                                        + constant.constant().stringValue()
                                        + "' is none of "
                                        + String.join(", ", new TreeSet<>(words))));
    }

    private static Optional<Set<String>> wordsOf(CelAbstractSyntaxTree tree, CelExpr side) {
        if (side.getKind() != Kind.SELECT) {
            return Optional.empty();
        }
        return tree.getType(side.select().operand().id())
                .map(CelType::name)
                .map(record -> BY_FIELD.get(record + "." + side.select().field()));
    }

    private static Stream<CelExpr> constants(CelExpr side) {
        return switch (side.getKind()) {
            case CONSTANT ->
                    side.constant().getKind() == CelConstant.Kind.STRING_VALUE
                            ? Stream.of(side)
                            : Stream.empty();
            case LIST -> side.list().elements().stream().flatMap(Words::constants);
            case NOT_SET, IDENT, SELECT, CALL, STRUCT, MAP, COMPREHENSION -> Stream.empty();
        };
    }

    /** The words of a field; empty where it can hold any text. */
    static Set<String> of(Class<? extends Record> record, String name) {
        return BY_FIELD.getOrDefault(field(record, name), Set.of());
    }

    private static int place(CelAbstractSyntaxTree tree, CelExpr expression) {
        return tree.getSource().getPositionsMap().getOrDefault(expression.id(), 0);
    }

    private static String field(Class<? extends Record> record, String name) {
        return record.getCanonicalName() + "." + name;
    }

    private static Set<String> of(Enum<?>[] values) {
        return new TreeSet<>(Arrays.stream(values).map(Words::word).toList());
    }

    private static Set<String> orEmpty(Enum<?>[] values) {
        Set<String> words = of(values);
        words.add("");
        return words;
    }
}
