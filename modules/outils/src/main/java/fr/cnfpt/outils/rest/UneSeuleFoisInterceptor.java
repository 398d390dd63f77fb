package fr.cnfpt.outils.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import fr.cnfpt.outils.rest.application.FaireUneFois;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reconnaît un envoi déjà fait. Sa marque est ce que la méthode a compris de lui (adresse et corps lus), non ses octets
 * : un espace de plus dans le JSON n'en fait pas un autre.
 */
@UneSeuleFois
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class UneSeuleFoisInterceptor {

    /** Ce qui s'imprime en ASCII, 255 au plus : un UUID, un numéro du SIRH. */
    private static final String FORME = "[!-~]{1,255}";

    @Inject
    FaireUneFois faire;

    @AroundInvoke
    Object autour(InvocationContext appel) throws Exception {
        String cle = null;
        Annotation[][] annotations = appel.getMethod().getParameterAnnotations();
        List<Object> demande = new ArrayList<>(List.of(nom(appel.getMethod())));
        for (int i = 0; i < annotations.length; i++) {
            Object valeur = appel.getParameters()[i];
            if (Arrays.stream(annotations[i])
                    .anyMatch(a -> a instanceof HeaderParam h && h.value().equals(UneSeuleFois.CLE))) {
                cle = (String) valeur;
            } else if (Arrays.stream(annotations[i]).noneMatch(Context.class::isInstance)) {
                demande.add(valeur);
            }
        }
        if (cle == null || cle.isBlank()) {
            throw Probleme.refus(
                    400,
                    "cle-absente",
                    "Cet envoi crée : donnez-lui une clé à lui, par exemple un UUID, dans l'en-tête Idempotency-Key."
                            + " La même clé rejouée rend la même réponse, sans recommencer.",
                    UneSeuleFois.CLE);
        }
        if (!cle.matches(FORME)) {
            throw Probleme.refus(
                    400,
                    "cle-invalide",
                    "La clé d'Idempotency-Key compte de 1 à 255 lettres, chiffres ou signes ASCII, sans espace ni accent.",
                    UneSeuleFois.CLE);
        }
        try {
            Object[] faite = new Object[1];
            String gardee = faire.executer(cle, empreinte(demande), () -> {
                faite[0] = appel.proceed();
                return ecrire(faite[0]);
            });
            return faite[0] != null
                    ? faite[0]
                    : Json.MAPPER.readValue(gardee, appel.getMethod().getReturnType());
        } catch (FaireUneFois.CleDejaPrise prise) {
            throw prise.enCours()
                    ? Probleme.refus(
                            409,
                            "cle-en-cours",
                            "Le même envoi est en cours sous cette clé. Renvoyez-le dans un instant : vous aurez sa réponse.",
                            UneSeuleFois.CLE)
                    : Probleme.refus(
                            422,
                            "cle-deja-prise",
                            "Cette clé a déjà servi à un autre envoi. Un envoi différent veut une clé à lui ; rien n'est écrit.",
                            UneSeuleFois.CLE);
        }
    }

    private static String ecrire(Object reponse) throws JsonProcessingException {
        return Json.MAPPER.writeValueAsString(reponse);
    }

    private static String nom(Method m) {
        return m.getDeclaringClass().getSimpleName() + "." + m.getName();
    }

    private static String empreinte(List<Object> demande) throws JsonProcessingException {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(ecrire(demande).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
