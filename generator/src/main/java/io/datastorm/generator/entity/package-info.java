/** Fields whose values are those of other streams' records: which records they refer to, and what of them they take. */
package io.datastorm.generator.entity;
