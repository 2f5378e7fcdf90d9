package dev.annotir.it;

import java.util.List;

/** Something that runs operators. */
interface Engine {
  /** The replies to calls, in their order; the arguments stay as they are. */
  List<Reply> run(List<Job> jobs);
}
