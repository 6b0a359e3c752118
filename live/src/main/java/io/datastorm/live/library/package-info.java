/**
 * Stored results in a browser: a list that can be searched, runs laid over each other, reports. May use:
 * {@code live.server}, {@code core.report}, {@code core.result}.
 */
package io.datastorm.live.library;
