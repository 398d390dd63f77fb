package fr.cnfpt.outils.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.rest.application.FaireUneFois;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.WebApplicationException;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Reconnaît un envoi déjà fait. Sa marque est ce que la méthode a compris de lui (adresse et corps lus), non ses octets
 * : un espace de plus dans le JSON n'en fait pas un autre.
 */
@UneSeuleFois
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class UneSeuleFoisInterceptor {

    /** Ce qui s'imprime en ASCII, 255 au plus : un UUID, un numéro du SIRH. */
    private static final Pattern FORME = Pattern.compile("[!-~]{1,255}");

    @Inject
    FaireUneFois faire;

    /** Par méthode : le rang de sa clé, et ceux de ce qui fait sa marque. Les annotations ne se lisent qu'une fois. */
    private record Parametres(int cle, int[] marque, boolean parLActe) {}

    private static final Map<Method, Parametres> LUS = new ConcurrentHashMap<>();

    @AroundInvoke
    Object autour(InvocationContext appel) throws Exception {
        Parametres parametres = LUS.computeIfAbsent(appel.getMethod(), UneSeuleFoisInterceptor::parametres);
        String cle = (String) appel.getParameters()[parametres.cle()];
        if (cle == null || cle.isBlank()) {
            throw Probleme.refus(
                    400,
                    "cle-absente",
                    "Cet envoi crée : donnez-lui une clé à lui, par exemple un UUID, dans l'en-tête Idempotency-Key."
                            + " La même clé rejouée rend la même réponse, sans recommencer.",
                    UneSeuleFois.CLE);
        }
        if (!FORME.matcher(cle).matches()) {
            throw Probleme.refus(
                    400,
                    "cle-invalide",
                    "La clé d'Idempotency-Key compte de 1 à 255 lettres, chiffres ou signes ASCII, sans espace ni accent.",
                    UneSeuleFois.CLE);
        }
        String envoi = empreinte(appel, parametres.marque());
        while (true) {
            RuntimeException arret;
            try {
                return parametres.parLActe()
                        ? faire.confier(cle, envoi, UneSeuleFoisInterceptor::ecrire, appel::proceed)
                        : faire.executer(cle, envoi, UneSeuleFoisInterceptor::ecrire, appel::proceed);
            } catch (Refus | WebApplicationException | FaireUneFois.DejaFait e) {
                arret = e;
            }
            Optional<FaireUneFois.Premiere> premiere = faire.premiere(cle, envoi);
            if (premiere.isPresent()) {
                return rendre(premiere.get(), appel.getMethod().getReturnType());
            }
            if (!(arret instanceof FaireUneFois.DejaFait)) {
                throw arret;
            }
            // La clé servait encore à l'écriture et ne sert plus à la lecture : son jour vient de finir.
        }
    }

    private static Object rendre(FaireUneFois.Premiere premiere, Class<?> type) throws JsonProcessingException {
        if (!premiere.duMemeEnvoi()) {
            throw Probleme.refus(
                    422,
                    "cle-deja-prise",
                    "Cette clé a déjà servi à un autre envoi. Un envoi différent veut une clé à lui ; rien n'est écrit.",
                    UneSeuleFois.CLE);
        }
        return Json.MAPPER.readValue(premiere.reponse(), type);
    }

    private static Parametres parametres(Method m) {
        Annotation[][] annotations = m.getParameterAnnotations();
        int cle = -1;
        List<Integer> marque = new ArrayList<>();
        for (int i = 0; i < annotations.length; i++) {
            if (Arrays.stream(annotations[i])
                    .anyMatch(a -> a instanceof HeaderParam h && h.value().equals(UneSeuleFois.CLE))) {
                cle = i;
            } else if (Arrays.stream(annotations[i]).noneMatch(Context.class::isInstance)) {
                marque.add(i);
            }
        }
        if (cle < 0) {
            throw new IllegalStateException(nom(m) + " ne déclare pas l'en-tête " + UneSeuleFois.CLE);
        }
        return new Parametres(
                cle,
                marque.stream().mapToInt(Integer::intValue).toArray(),
                m.getAnnotation(UneSeuleFois.class).parLActe());
    }

    private static String ecrire(Object reponse) {
        try {
            return Json.MAPPER.writeValueAsString(reponse);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nom(Method m) {
        return m.getDeclaringClass().getSimpleName() + "." + m.getName();
    }

    private static String empreinte(InvocationContext appel, int[] marque) {
        List<Object> demande = new ArrayList<>(List.of(nom(appel.getMethod())));
        for (int i : marque) {
            demande.add(appel.getParameters()[i]);
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(ecrire(demande).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
