/** The report of one run, section by section, before it has a form. */
package io.datastorm.core.report.run;
