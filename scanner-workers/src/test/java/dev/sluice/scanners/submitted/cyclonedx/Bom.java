package dev.sluice.scanners.submitted.cyclonedx;

/** A bill of materials in which everything that is read occurs. */
final class Bom {

    static final String EVERYTHING =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6",
             "metadata": {
               "tools": {"components": [{"name": "Trivy", "version": "0.50.1"}]},
               "component": {"bom-ref": "app", "name": "shop"}},
             "components": [
               {"bom-ref": "a", "group": "org.example", "name": "orders", "version": "1.2",
                "purl": "pkg:maven/org.example/orders@1.2",
                "evidence": {"occurrences": [{"location": "lib/orders.jar"}]},
                "components": [{"bom-ref": "b", "name": "inner"}]}],
             "vulnerabilities": [
               {"id": "CVE-2021-44228", "cwes": [502], "description": "Remote execution.",
                "recommendation": "Upgrade to 1.3.",
                "ratings": [
                  {"method": "CVSSv31", "score": 10.0, "severity": "critical",
                   "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}],
                "affects": [{"ref": "a"}, {"ref": "b"}]},
               {"id": "X-1", "analysis": {"state": "not_affected"}}]}
            """;

    private Bom() {}
}
