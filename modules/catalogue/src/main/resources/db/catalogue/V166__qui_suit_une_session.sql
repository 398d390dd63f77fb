-- « Mes données » cherche les sessions qu'une personne suit ou gère.
create index ix_session_conseiller on catalogue.session (conseiller_compte_id) where conseiller_compte_id is not null;
create index ix_session_gestionnaire on catalogue.session (gestionnaire_compte_id) where gestionnaire_compte_id is not null;
