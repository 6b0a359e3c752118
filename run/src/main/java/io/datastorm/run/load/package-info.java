/** Who sends the records of a run: this process, or several. */
package io.datastorm.run.load;
