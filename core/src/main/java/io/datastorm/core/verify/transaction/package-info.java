/** The judgement of transactions. May use the JDK, the journal and lanes. */
package io.datastorm.core.verify.transaction;
