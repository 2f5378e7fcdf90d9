package dev.annotir.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes modules of archives and shared libraries. */
final class NativeModules {
  private static final int MAGIC_BYTES = 4;

  /**
   * The modules with constants of each library: its constants are bound to the library, of which a
   * process has one, so that there is one module of it at a time.
   */
  private static final Map<Path, WeakReference<OperatorModule>> BOUND = new HashMap<>();

  private NativeModules() {}

  /** The module of a file, or one that asks the modules of several in turn. */
  static OperatorModule load(NativeBuild build, List<Path> files) {
    List<OperatorModule> modules = new ArrayList<>();
    for (Path file : files) {
      modules.add(load(build, file));
    }
    return modules.size() == 1 ? modules.get(0) : new Modules(modules);
  }

  private static OperatorModule load(NativeBuild build, Path file) {
    try {
      if (isSharedLibrary(file)) {
        return ofLibrary(file);
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return ModuleTreeReader.isTree(bytes)
          ? ModuleTreeReader.read(bytes)
          : ofArchive(build, MlfArchive.of(bytes));
    } catch (InvalidFormatException e) {
      throw e.within(file.toString(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The module of an archive in {@code META-INF/mlf} of the class path that a class is on. */
  static OperatorModule load(NativeBuild build, Class<?> type, String library) {
    String name = "/META-INF/mlf/" + library + ".tar";
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new OperatorException(
            type.getName()
                + " has no archive "
                + name
                + " beside its classes: were they compiled with annotir's processor, and are the"
                + " resources of that build on the class path?");
      }
      return ofArchive(build, MlfArchive.of(ByteBuffer.wrap(in.readAllBytes())));
    } catch (InvalidFormatException e) {
      throw e.within(name, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSharedLibrary(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(MAGIC_BYTES);
    }
    int magic = start.length < MAGIC_BYTES ? 0 : ByteBuffer.wrap(start).getInt();
    return magic == 0x7F454C46 // ELF
        || magic == 0xCFFAEDFE // Mach-O
        || magic == 0xCAFEBABE // Mach-O of several machines
        || magic >>> 16 == 0x4D5A; // PE
  }

  /** The module of a shared library, whose name tells what its symbols start with. */
  private static OperatorModule ofLibrary(Path file) {
    String name = file.getFileName().toString();
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String library = stem.startsWith("lib") ? stem.substring("lib".length()) : stem;
    return new NativeModule(library, SharedLibrary.open(file), null);
  }

  static OperatorModule ofArchive(NativeBuild build, MlfArchive archive) {
    OperatorsDocument document = OperatorsDocument.of(archive);
    String name = document.library();
    SharedLibrary library = open(build, name, archive);
    OperatorModule operators = new NativeModule(name, library, document.operators());
    if (!document.hasConstantsApart()) {
      return operators;
    }
    synchronized (BOUND) {
      WeakReference<OperatorModule> known = BOUND.get(library.file());
      OperatorModule module = known == null ? null : known.get();
      if (module == null) {
        module = bound(document, archive, operators);
        BOUND.put(library.file(), new WeakReference<>(module));
      }
      return module;
    }
  }

  /** The library of an archive; one that cannot be loaded is damaged, and built anew. */
  private static SharedLibrary open(NativeBuild build, String name, MlfArchive archive) {
    Path file = build.library(name, archive);
    try {
      return SharedLibrary.open(file);
    } catch (OperatorException e) {
      build.rebuild(archive, file);
      return SharedLibrary.open(file);
    }
  }

  private static OperatorModule bound(
      OperatorsDocument document, MlfArchive archive, OperatorModule operators) {
    Map<String, List<String>> symbols = new LinkedHashMap<>();
    document
        .operators()
        .forEach(
            (name, operator) -> {
              if (!operator.constants().isEmpty()) {
                symbols.put(name, operator.constants());
              }
            });
    return OperatorModule.metadata(archive.parameters(), symbols, List.of(operators));
  }

  /** Several modules, of which the first that has an operator gives it. */
  private record Modules(List<OperatorModule> imports) implements OperatorModule {
    @Override
    public String typeKey() {
      return "library";
    }

    @Override
    public @Nullable PackedFunc getFunction(String name) {
      for (OperatorModule module : imports) {
        PackedFunc function = module.getFunction(name);
        if (function != null) {
          return function;
        }
      }
      return null;
    }

    @Override
    public void close() {
      imports.forEach(OperatorModule::close);
    }
  }
}
