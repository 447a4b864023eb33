/**
 * The policy language: YAML that says what is denied, warned about and required, with CEL
 * conditions on typed records. A text is either a policy that is ready to be asked or a list of
 * problems, each at its place in the file.
 */
@NullMarked
package dev.sluice.policy.language;

import org.jspecify.annotations.NullMarked;
