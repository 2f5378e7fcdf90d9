package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.Tree;

/** A tree outside of javac, with what javac knew of it. */
public interface StoredTree extends Tree {
  Attribution at();

  @Override
  default Tree.Kind getKind() {
    return at().kind();
  }
}
