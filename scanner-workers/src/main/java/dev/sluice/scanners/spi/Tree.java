package dev.sluice.scanners.spi;

import java.util.List;

/**
 * The files of one commit, read from the object database: nothing is checked out, no link is
 * followed, no filter runs.
 */
public interface Tree {

    /** The commit. */
    String sha();

    /** Regular files only, in path order. Symbolic links and submodules are not files. */
    List<TreeFile> files();
}
