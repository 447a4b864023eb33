package dev.sluice.scanners.secrets;

/** What {@code (?imsU)} switches on and off. */
record Re2Flags(boolean anyCase, boolean multiline, boolean dotAll, boolean swapped) {

    static final Re2Flags NONE = new Re2Flags(false, false, false, false);

    /** The flags after those that are read here, up to the bracket or colon. */
    Re2Flags changed(Re2Cursor cursor) {
        Re2Flags result = this;
        boolean on = true;
        while (!cursor.sees(')') && !cursor.sees(':')) {
            char flag = cursor.take();
            switch (flag) {
                case '-' -> on = false;
                case 'i' ->
                        result = new Re2Flags(on, result.multiline, result.dotAll, result.swapped);
                case 'm' ->
                        result = new Re2Flags(result.anyCase, on, result.dotAll, result.swapped);
                case 's' ->
                        result = new Re2Flags(result.anyCase, result.multiline, on, result.swapped);
                case 'U' ->
                        result = new Re2Flags(result.anyCase, result.multiline, result.dotAll, on);
                default -> throw cursor.refusal("(?" + flag + " is not in RE2's syntax");
            }
        }
        return result;
    }
}
