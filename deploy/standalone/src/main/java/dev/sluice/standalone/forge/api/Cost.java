package dev.sluice.standalone.forge.api;

/**
 * What a request counts for.
 *
 * @param content whether it creates or changes something that people see
 */
record Cost(int points, int graphqlPoints, boolean content) {

    private static final int READ = 1;
    private static final int WRITE = 5;

    static Cost of(String method, String path, byte[] body) {
        boolean write = !method.equals("GET") && !method.equals("HEAD");
        if (path.equals(ApiHandler.GRAPHQL)) {
            boolean mutation =
                    new String(body, java.nio.charset.StandardCharsets.UTF_8).contains("mutation");
            return new Cost(0, mutation ? WRITE : READ, mutation);
        }
        boolean content = write && !path.startsWith("/app");
        return new Cost(write ? WRITE : READ, 0, content);
    }
}
