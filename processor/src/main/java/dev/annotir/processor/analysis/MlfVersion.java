package dev.annotir.processor.analysis;

/** A version of Model Library Format: what TVM of some time writes and reads. */
public enum MlfVersion {
  /** The format of the first operator-style archives, in July 2021, before TVM 0.8. */
  V4(4, 1),
  /** The format of TVM 0.8. */
  V5(5, 1),
  /** The format of TVM 0.9 to 0.18. */
  V7(7, 2);

  private final int number;
  private final int countBytes;

  MlfVersion(int number, int countBytes) {
    this.number = number;
    this.countBytes = countBytes;
  }

  /** The number in {@code metadata.json}. */
  public int number() {
    return number;
  }

  /** The bytes in which the function table of that time counts its functions. */
  public int countBytes() {
    return countBytes;
  }

  /** How many functions TVM's C runtime of that time can address: by a byte, or by 15 bits. */
  public int mostOperators() {
    return countBytes == 1 ? 255 : 1 << 15;
  }
}
