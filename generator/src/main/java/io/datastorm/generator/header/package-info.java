/** Headers of records, and which parts of them are another text in each record. May use: {@code stamp}. */
package io.datastorm.generator.header;
