package dev.sluice.scanners.submitted;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every format, whatever a document says. */
public abstract class DamagedDocumentsContract {

    private final ResultFormat format;
    private final String good;

    /**
     * For one format.
     *
     * @param good a document in which everything that is read occurs
     */
    protected DamagedDocumentsContract(ResultFormat format, String good) {
        this.format = format;
        this.good = good;
    }

    @Property(tries = 600, seed = "20261121")
    public void whateverStandsInTwoPlacesTheDocumentEndsWell(@ForAll("damaged") Document document) {
        Reading.endsWell(format, document);
    }

    @Property(tries = 100, seed = "20261121")
    public void anyBytesEndWell(@ForAll byte[] bytes, @ForAll boolean packed) {
        Reading.endsWell(format, new Document(packed ? Documents.gzip(bytes) : bytes));
    }

    @Provide
    public Arbitrary<Document> damaged() {
        return Damage.of(good);
    }
}
