package dev.sluice.scanners.dependencies;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.owasp.dependencycheck.dependency.VulnerableSoftware;
import org.owasp.dependencycheck.utils.DependencyVersion;
import us.springett.parsers.cpe.Cpe;
import us.springett.parsers.cpe.CpeBuilder;
import us.springett.parsers.cpe.exceptions.CpeValidationException;

/**
 * The lowest version that an advisory does not affect any more: the end of the affected range that
 * holds the version in use, unless another range begins there. A range that names only its last
 * affected version tells of no fix.
 */
final class FixedVersion {

    private FixedVersion() {}

    static Optional<String> of(Collection<VulnerableSoftware> affected, List<Cpe> used) {
        return used.stream()
                .flatMap(product -> of(affected, product).stream())
                .reduce(BinaryOperator.minBy(FixedVersion::compare));
    }

    private static Optional<String> of(Collection<VulnerableSoftware> affected, Cpe used) {
        Cpe product = used;
        Optional<String> candidate = Optional.empty();
        for (int ranges = 0; ranges <= affected.size(); ranges++) {
            List<VulnerableSoftware> holding = holding(affected, product);
            if (holding.isEmpty()) {
                return candidate;
            }
            candidate = ends(holding).reduce(BinaryOperator.minBy(FixedVersion::compare));
            if (candidate.isEmpty()) {
                return candidate;
            }
            product = at(product, candidate.get());
        }
        return Optional.empty();
    }

    private static List<VulnerableSoftware> holding(
            Collection<VulnerableSoftware> affected, Cpe product) {
        return affected.stream().filter(range -> range.matches(product)).toList();
    }

    private static Stream<String> ends(List<VulnerableSoftware> ranges) {
        return ranges.stream()
                .map(VulnerableSoftware::getVersionEndExcluding)
                .filter(Objects::nonNull);
    }

    private static Cpe at(Cpe product, String version) {
        try {
            return new CpeBuilder()
                    .part(product.getPart())
                    .vendor(product.getVendor())
                    .product(product.getProduct())
                    .version(version)
                    .targetSw(product.getTargetSw())
                    .build();
        } catch (CpeValidationException e) {
            throw new IllegalArgumentException("an advisory ends at no version", e);
        }
    }

    private static int compare(String left, String right) {
        return new DependencyVersion(left).compareTo(new DependencyVersion(right));
    }
}
