/** A run as a page in a browser. May use: {@code run}, its subpackages. */
package io.datastorm.live;
