/** Options of what is told while a run goes on, beside the terminal: a page, metrics. */
package io.datastorm.cli.live;
