/** What is told while a run goes on, beside the terminal: a page, metrics; stored results. */
package io.datastorm.cli.live;
