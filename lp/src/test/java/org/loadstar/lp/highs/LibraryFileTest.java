package org.loadstar.lp.highs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFileTest {
  @TempDir Path dir;

  @AfterEach
  void forget() {
    System.clearProperty("loadstar.highs");
    System.clearProperty("loadstar.cache");
  }

  @Test
  void everyShippedPlatformHasItsFile() {
    assertThat(LibraryFile.of("Linux", "amd64")).isEqualTo(new LibraryFile("ortools-linux-x86-64", "libhighs.so.1"));
    assertThat(LibraryFile.of("Linux", "aarch64").directory()).isEqualTo("ortools-linux-aarch64");
    assertThat(LibraryFile.of("Mac OS X", "aarch64").directory()).isEqualTo("ortools-darwin-aarch64");
    assertThat(LibraryFile.of("Mac OS X", "x86_64").file()).isEqualTo("libhighs.1.dylib");
    assertThat(LibraryFile.of("Windows 11", "amd64")).isEqualTo(new LibraryFile("ortools-win32-x86-64", "highs.dll"));
  }

  @Test
  void otherPlatformsAreToldWhatToDo() {
    assertThatThrownBy(() -> LibraryFile.of("SunOS", "sparcv9"))
        .isInstanceOf(HighsException.class)
        .hasMessageContaining("SunOS on sparcv9")
        .hasMessageContaining("LOADSTAR_HIGHS");
  }

  @Test
  void theLibraryIsCopiedOnceAndMendedWhenCut() throws IOException {
    System.setProperty("loadstar.cache", dir.toString());
    Path library = LibraryFile.find();
    assertThat(library).startsWith(dir);
    var written = Files.getLastModifiedTime(library);
    assertThat(LibraryFile.find()).isEqualTo(library);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(written);
    long size = Files.size(library);
    Files.writeString(library, "cut");
    assertThat(Files.size(LibraryFile.find())).isEqualTo(size).isGreaterThan(1_000_000);
    try (var files = Files.list(library.getParent())) {
      assertThat(files).containsExactly(library);
    }
  }

  @Test
  void aPathComesFirst() throws IOException {
    Path given = Files.writeString(dir.resolve("libhighs.so"), "x");
    System.setProperty("loadstar.highs", given.toString());
    assertThat(LibraryFile.find()).isEqualTo(given.toAbsolutePath());
    System.setProperty("loadstar.highs", dir.resolve("none.so").toString());
    assertThatThrownBy(LibraryFile::find).hasMessageContaining("none.so").hasMessageContaining("Maybe");
  }
}
