package dev.annotir.it;

/** One call of one operator. */
record Job(OperatorInfo operator, Call call) {}
