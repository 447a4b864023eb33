package dev.sluice.scanners.worker;

/** Where records come from. Neither call blocks. */
interface Tap {

    void pause(int partition);

    void resume(int partition);
}
