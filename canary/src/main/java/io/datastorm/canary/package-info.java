/**
 * A canary: a small load that never ends and tells whether a cluster serves. May use: its subpackages, {@code core}.
 */
package io.datastorm.canary;
