/** A small web server that shows one page to who has its link. May use: the JDK's server, {@code live.event}. */
package io.datastorm.live.page;
