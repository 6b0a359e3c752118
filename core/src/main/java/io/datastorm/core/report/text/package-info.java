/** Numbers and units as people read them. May use the JDK only. */
package io.datastorm.core.report.text;
