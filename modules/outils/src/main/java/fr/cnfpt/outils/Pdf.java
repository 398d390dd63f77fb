package fr.cnfpt.outils;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Les documents imprimables : un gabarit FreeMarker en XHTML ({@code /documents/*.ftlh} du module) devient un PDF.
 * L'échappement HTML est automatique.
 */
public final class Pdf {

    private static final Configuration GABARITS = new Configuration(Configuration.VERSION_2_3_34);

    static {
        GABARITS.setClassLoaderForTemplateLoading(Pdf.class.getClassLoader(), "documents");
        GABARITS.setDefaultEncoding("UTF-8");
        GABARITS.setOutputFormat(HTMLOutputFormat.INSTANCE);
        GABARITS.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        GABARITS.setLogTemplateExceptions(false);
        GABARITS.setLocalizedLookup(false);
    }

    private Pdf() {}

    /**
     * @param gabarit nom du gabarit, par exemple {@code convocation.ftlh}
     * @param donnees ce qu'il nomme
     * @return les octets du PDF
     */
    public static byte[] ecrire(String gabarit, Map<String, ?> donnees) {
        try {
            StringWriter html = new StringWriter();
            GABARITS.getTemplate(gabarit).process(donnees, html);
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            PdfRendererBuilder b = new PdfRendererBuilder();
            b.useFastMode();
            b.withHtmlContent(html.toString(), null);
            b.useFont(
                    () -> Pdf.class.getResourceAsStream("/documents/Inter-Regular.ttf"),
                    "Inter",
                    400,
                    PdfRendererBuilder.FontStyle.NORMAL,
                    true);
            b.useFont(
                    () -> Pdf.class.getResourceAsStream("/documents/Inter-SemiBold.ttf"),
                    "Inter",
                    600,
                    PdfRendererBuilder.FontStyle.NORMAL,
                    true);
            b.toStream(octets);
            b.run();
            return octets.toByteArray();
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("Document " + gabarit + " impossible à produire", e);
        }
    }

    /** @return le QR code du texte, en image PNG {@code data:}, pour une page ou un gabarit */
    public static String qr(String texte) {
        try {
            int point = 6;
            BitMatrix m =
                    new QRCodeWriter().encode(texte, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 1));
            BufferedImage image =
                    new BufferedImage(m.getWidth() * point, m.getHeight() * point, BufferedImage.TYPE_BYTE_BINARY);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    image.setRGB(x, y, m.get(x / point, y / point) ? 0x000000 : 0xFFFFFF);
                }
            }
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            ImageIO.write(image, "png", octets);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(octets.toByteArray());
        } catch (WriterException | IOException e) {
            throw new IllegalArgumentException("Texte trop long pour un QR code", e);
        }
    }
}
