/** The commands about many runs: lab, compare, report. */
package io.datastorm.cli.lab;
