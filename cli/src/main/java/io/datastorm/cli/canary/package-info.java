/**
 * {@code datastorm canary}: its options, and what it tells beside its lines. May use: {@code canary}, {@code cli.live}.
 */
package io.datastorm.cli.canary;
