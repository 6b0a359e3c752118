/** What a run came to: the result document, its seconds, and the judgement of what limited it. */
package io.datastorm.core.result;
