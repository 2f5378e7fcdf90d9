/** The functions of dev.annotir.math: their accuracy, special cases, and the C made of them. */
package dev.annotir.it.math;
