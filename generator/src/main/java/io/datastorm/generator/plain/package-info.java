/** Values that are plain bytes, and follow no schema. */
package io.datastorm.generator.plain;
