package dev.sluice.policy.language;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression looks at.
 *
 * @param variables by name
 * @param finding the fields of the finding that it looks at, in the order of the record
 * @param wholeFinding whether it looks at the finding in another way, so that any field may matter
 */
record Mentions(Set<String> variables, List<Field> finding, boolean wholeFinding) {

    static Mentions in(CelAbstractSyntaxTree tree) {
        Set<String> variables = new HashSet<>();
        Set<Field> fields = new HashSet<>();
        boolean[] whole = {false};
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.IDENT)
                .forEach(node -> {
                    variables.add(node.expr().ident().name());
                    if (node.expr().ident().name().equals(Condition.FINDING)) {
                        field(node).ifPresentOrElse(fields::add, () -> whole[0] = true);
                    }
                });
        return new Mentions(Set.copyOf(variables), fields.stream().sorted().toList(), whole[0]);
    }

    private static Optional<Field> field(CelNavigableExpr variable) {
        return variable.parent()
                .filter(parent -> parent.getKind() == Kind.SELECT)
                .flatMap(parent -> Field.of(Condition.FINDING, parent.expr().select().field()));
    }
}
