package dev.sluice.policy.language;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a compiled expression means; parts that are not simple stay as they are. */
final class FormulaReader {

    /** Whole numbers beyond this are no doubles. */
    private static final long MAX_NUMBER = 1L << 53;

    private final CelAbstractSyntaxTree tree;

    private FormulaReader(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    static Formula read(CelAbstractSyntaxTree tree) {
        return new FormulaReader(tree).read(tree.getExpr());
    }

    private Formula read(CelExpr expression) {
        Optional<Formula> formula =
                switch (expression.getKind()) {
                    case CALL -> call(expression.call());
                    case SELECT -> field(expression).map(Atom.Flag::new);
                    case CONSTANT ->
                            expression.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
                                    ? Optional.of(
                                            new Formula.Always(
                                                    expression.constant().booleanValue()))
                                    : Optional.empty();
                    case NOT_SET, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
                };
        return formula.orElseGet(() -> new Atom.Opaque(text(expression)));
    }

    private Optional<Formula> call(CelCall call) {
        return switch (call.function()) {
            case "_&&_" -> Optional.of(new Formula.All(parts(call, "_&&_").toList()));
            case "_||_" -> Optional.of(new Formula.Any(parts(call, "_||_").toList()));
            case "!_" -> Optional.of(new Formula.Not(read(call.args().getFirst())));
            case "_==_" -> compared(call, Comparison.EQUAL);
            case "_!=_" -> compared(call, Comparison.EQUAL).map(Formula.Not::new);
            case "_<_" -> compared(call, Comparison.LESS);
            case "_<=_" -> compared(call, Comparison.AT_MOST);
            case "_>_" -> compared(call, Comparison.MORE);
            case "_>=_" -> compared(call, Comparison.AT_LEAST);
            case "@in" -> membership(call.args().get(0), call.args().get(1));
            case "startsWith" -> text(call, TextTest.STARTS_WITH);
            case "endsWith" -> text(call, TextTest.ENDS_WITH);
            case "contains" -> text(call, TextTest.CONTAINS);
            case Functions.GLOB -> text(call, TextTest.GLOB);
            case Functions.MATCHES_PURL -> text(call, TextTest.PURL);
            case Functions.AT_LEAST -> atLeast(call);
            default -> Optional.empty();
        };
    }

    private Optional<Formula> atLeast(CelCall call) {
        Optional<Field> field = call.target().flatMap(this::field);
        return constant(call.args().getFirst())
                .flatMap(word -> field.map(f -> new Atom.OneOf(f, SeverityOrder.atLeast(word))));
    }

    private Stream<Formula> parts(CelCall call, String function) {
        return call.args().stream()
                .flatMap(part ->
                        part.getKind() == Kind.CALL && part.call().function().equals(function)
                                ? parts(part.call(), function)
                                : Stream.of(read(part)));
    }

    private Optional<Formula> compared(CelCall call, Comparison comparison) {
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        return left.getKind() == Kind.CONSTANT
                ? compared(right, comparison.turned(), left)
                : compared(left, comparison, right);
    }

    private Optional<Formula> compared(CelExpr left, Comparison comparison, CelExpr right) {
        Optional<Field> field = field(left);
        if (field.isEmpty() || right.getKind() != Kind.CONSTANT) {
            return Optional.empty();
        }
        CelConstant constant = right.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE ->
                    comparison == Comparison.EQUAL
                            ? Optional.of(
                                    new Atom.OneOf(field.get(), Set.of(constant.stringValue())))
                            : Optional.empty();
            case BOOLEAN_VALUE ->
                    comparison == Comparison.EQUAL
                            ? Optional.of(flag(field.get(), constant.booleanValue()))
                            : Optional.empty();
            case INT64_VALUE -> number(field.get(), comparison, constant.int64Value());
            case DOUBLE_VALUE ->
                    Optional.of(compared(field.get(), comparison, constant.doubleValue()));
            case NOT_SET, NULL_VALUE, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
                    Optional.empty();
        };
    }

    private static Formula flag(Field field, boolean value) {
        return value ? new Atom.Flag(field) : new Formula.Not(new Atom.Flag(field));
    }

    private static Optional<Formula> number(Field field, Comparison comparison, long number) {
        return Math.abs(number) > MAX_NUMBER
                ? Optional.empty()
                : Optional.of(compared(field, comparison, (double) number));
    }

    /** A rank is a severity by another name. */
    private static Formula compared(Field field, Comparison comparison, double number) {
        return field == Field.FINDING_SEVERITY_RANK
                ? new Atom.OneOf(
                        Field.FINDING_SEVERITY,
                        SeverityOrder.words(rank -> comparison.holds((double) rank, number)))
                : new Atom.Compared(field, comparison, number);
    }

    private Optional<Formula> membership(CelExpr item, CelExpr list) {
        if (list.getKind() == Kind.LIST) {
            Optional<Field> field = field(item);
            Set<String> words = new HashSet<>();
            for (CelExpr element : list.list().elements()) {
                Optional<String> word = constant(element);
                if (word.isEmpty()) {
                    return Optional.empty();
                }
                words.add(word.get());
            }
            return field.map(f -> new Atom.OneOf(f, words));
        }
        return field(list).flatMap(f -> constant(item).map(word -> new Atom.Holds(f, word)));
    }

    private Optional<Formula> text(CelCall call, TextTest test) {
        List<CelExpr> arguments = call.args();
        return arguments.size() == 1
                ? call.target()
                        .flatMap(this::field)
                        .flatMap(field ->
                                constant(arguments.getFirst())
                                        .map(word -> new Atom.Text(field, test, word)))
                : Optional.empty();
    }

    private static Optional<String> constant(CelExpr expression) {
        return expression.getKind() == Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }

    /** Comprehensions are never read, so that a name always means the variable of that name. */
    private Optional<Field> field(CelExpr expression) {
        if (expression.getKind() != Kind.SELECT
                || expression.select().testOnly()
                || expression.select().operand().getKind() != Kind.IDENT) {
            return Optional.empty();
        }
        return Field.of(expression.select().operand().ident().name(), expression.select().field());
    }

    private String text(CelExpr expression) {
        return CelUnparserFactory.newUnparser()
                .unparse(CelAbstractSyntaxTree.newParsedAst(expression, tree.getSource()));
    }
}
