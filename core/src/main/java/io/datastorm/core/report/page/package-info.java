/**
 * Owns what a report is before it has a form (a page of sections with text, tables and charts), and the forms: a
 * self-contained HTML file, and Markdown. Knows nothing of runs.
 */
package io.datastorm.core.report.page;
