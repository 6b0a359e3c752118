/** What a page is told of a run, and all that it was told so far. May use: {@code core}, Jackson. */
package io.datastorm.live.event;
