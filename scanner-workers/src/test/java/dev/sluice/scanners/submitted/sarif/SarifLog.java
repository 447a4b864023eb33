package dev.sluice.scanners.submitted.sarif;

/** A log in which everything that is read occurs. */
final class SarifLog {

    static final String EVERYTHING =
            """
            {"version": "2.1.0", "runs": [{
              "tool": {
                "driver": {"name": "CodeQL", "semanticVersion": "2.19.3", "version": "2.19",
                  "rules": [{"id": "js/xss",
                    "messageStrings": {"default": {"text": "{0} reaches the page"}},
                    "defaultConfiguration": {"level": "error"},
                    "properties": {"security-severity": "7.8",
                      "tags": ["security", "external/cwe/cwe-079"]}}]},
                "extensions": [{"name": "pack", "rules": [{"id": "b"}]}]},
              "automationDetails": {"id": "codeql/java/4711"},
              "originalUriBaseIds": {"SRCROOT": {"uri": "file:///builds/shop/"}},
              "invocations": [{"executionSuccessful": true}],
              "results": [
                {"ruleId": "js/xss", "ruleIndex": 0, "kind": "fail", "level": "warning",
                 "message": {"id": "default", "arguments": ["input"]},
                 "locations": [{"physicalLocation": {
                   "artifactLocation": {"uri": "file:///builds/shop/src/a.js",
                     "uriBaseId": "SRCROOT"},
                   "region": {"startLine": 7, "startColumn": 3}}}],
                 "partialFingerprints": {"primaryLocationLineHash": "abc"},
                 "fixes": [{"artifactChanges": []}],
                 "properties": {"security-severity": 9.1}},
                {"message": {"text": "m"}, "suppressions": [{"kind": "inSource"}],
                 "rule": {"index": 0, "toolComponent": {"index": 0}}}]}]}
            """;

    private SarifLog() {}
}
