-- Combien sont à instruire ou à convoquer dans vingt sessions se compte de l'index seul : l'état y est, et l'on ne lit plus une page de la table par
-- demande. C'est le même index, d'une colonne de plus : rien ne s'ajoute à écrire pour s'inscrire.
drop index inscription.uq_bulletin_actif_par_agent_et_session;
create unique index uq_bulletin_actif_par_agent_et_session on inscription.bulletin (session_id, agent_id) include (etat) where etat not in ('REFUSEE', 'ANNULEE');
