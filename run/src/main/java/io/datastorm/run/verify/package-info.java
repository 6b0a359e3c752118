/** The journal of a run that is verified, and its verification. */
package io.datastorm.run.verify;
