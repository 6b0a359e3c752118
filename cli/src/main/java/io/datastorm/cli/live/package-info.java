/** What is told while a run goes on, beside the terminal: a page, metrics; stored results; a canary. */
package io.datastorm.cli.live;
