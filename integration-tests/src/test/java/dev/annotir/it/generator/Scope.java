package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What can be named at a place of a method. */
final class Scope {
  /** A label, or the innermost loop if its name is empty. */
  record Target(String label, boolean isLoop) {}

  private final List<Variable> variables = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();
  private int names;

  /** What a return gives: null for void. */
  Variable result;

  /** How many more statements there may be. */
  int budget;

  String fresh(String prefix) {
    return prefix + names++;
  }

  void declare(Variable variable) {
    variables.add(variable);
  }

  void declare(Method method) {
    methods.add(method);
  }

  List<Method> methods() {
    return methods;
  }

  /** Where the variables end now. */
  int mark() {
    return variables.size();
  }

  /** Forgets the variables since a mark. */
  void reset(int mark) {
    while (variables.size() > mark) {
      variables.remove(variables.size() - 1);
    }
  }

  /** Forgets everything of a method but the names, and says what the next one returns. */
  void enter(Variable newResult, int statements, int mark) {
    reset(mark);
    targets.clear();
    result = newResult;
    budget = statements;
  }

  void push(Target target) {
    targets.add(target);
  }

  void pop() {
    targets.remove(targets.size() - 1);
  }

  List<Target> targets() {
    return targets;
  }

  private List<Variable> all(Predicate<Variable> chosen) {
    return variables.stream().filter(chosen).toList();
  }

  List<Variable> scalars(Type type) {
    return all(v -> !v.isArray() && v.type() == type);
  }

  List<Variable> writableScalars() {
    return all(v -> !v.isArray() && v.writable());
  }

  List<Variable> indices() {
    return all(Variable::isIndex);
  }

  List<Variable> arrays() {
    return all(Variable::isArray);
  }

  List<Variable> arrays(Type type) {
    return all(v -> v.isArray() && v.type() == type);
  }

  List<Variable> writableArrays() {
    return all(v -> v.isArray() && v.writable());
  }
}
