package fr.cnfpt.portail.rest;

import jakarta.annotation.Priority;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * La transaction que la base n'a pas pu valider : passe devant le traducteur que Jersey apporte, qui répondrait une 500
 * vide, sans en rien dire au journal. Voir {@link ErreurMapper}.
 */
@Provider
@Priority(1)
public class TransactionMapper implements ExceptionMapper<TransactionalException> {

    @Override
    public Response toResponse(TransactionalException erreur) {
        return ErreurMapper.traduire(erreur);
    }
}
