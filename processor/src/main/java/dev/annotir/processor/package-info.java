/** The annotation processor: javac's rounds, options, and the pipeline from trees to an archive. */
package dev.annotir.processor;
