/** Messages for users as data: ids, texts and places. Depends on nothing. */
package dev.annotir.processor.diagnostic;
