/** What the values of a field without a rule look like: what its name and its documentation tell. */
package io.datastorm.generator.hint;
